"""The nouns: what a report says, as frozen values. No I/O and no third-party import."""
