"""Methods of combining criteria into a score, a class and a file each."""
