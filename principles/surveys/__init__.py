"""Surveys: what citizens, relatives and staff experience, told without anybody being known by it."""
