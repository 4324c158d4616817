"""The dataset on disk: layout, durable files, manifests, the Delta log (`docs/format.md`). It knows nothing of meaning."""
