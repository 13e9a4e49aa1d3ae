"""Strato: the self-hosted platform of a maker network."""
