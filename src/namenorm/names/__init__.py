"""A person's name and its parts: given name, patronymic, surname; order, initials, gender."""
