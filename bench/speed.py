"""Start-up time, speed and memory on generated text."""
