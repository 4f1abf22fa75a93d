"""The pages of the desk, one file each; every one answers as JSON too."""
