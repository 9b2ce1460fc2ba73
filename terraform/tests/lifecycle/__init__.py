"""The whole life of both environments against an emulated AWS; `../lifecycle` starts it."""
