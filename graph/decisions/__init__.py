"""What people decided and no reload may touch: who is one, which gaps are dismissed, and the facts such decisions rest on."""
