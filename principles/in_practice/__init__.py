"""The six principles on one journey: what each of them asks here and now."""
