"""The steps in their order: discover, read, judge, commit, report. Every shell (command line, Prefect, notebook) runs these."""
