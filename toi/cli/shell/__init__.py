"""What the command line gives the shell: help, guides and the completion of names."""
