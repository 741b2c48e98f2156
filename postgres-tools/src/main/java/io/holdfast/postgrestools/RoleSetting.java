package io.holdfast.postgrestools;

import java.util.Optional;

/** The role by which a service signs in. None is taken by default: it would be the superuser. */
public final class RoleSetting {

    private RoleSetting() {}

    /**
     * The role that is configured.
     *
     * @param prefix of the settings, such as {@code holdfast.databases.app}
     * @param task what the role has to be able to do, for the message
     * @throws IllegalArgumentException if none is, or characters of it were lost
     */
    public static String required(String prefix, Optional<String> username, String task) {
        return username.filter(name -> !name.isBlank())
                .map(name -> LosslessSetting.required(prefix + ".username", name))
                .orElseThrow(
                        () -> new IllegalArgumentException(prefix + ".username is not set, and there is no default."
                                + " Name a role that " + task + ", not a superuser: docs/roles.md has its SQL."));
    }
}
