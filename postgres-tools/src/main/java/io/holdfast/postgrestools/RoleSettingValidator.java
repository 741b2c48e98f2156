package io.holdfast.postgrestools;

import java.util.Optional;

/** Validates the role that a service signs in with. There is no default, because libpq's default would be the superuser. */
public final class RoleSettingValidator {

    private RoleSettingValidator() {}

    /**
     * Returns the configured role.
     *
     * @param prefix prefix of the settings, such as {@code holdfast.databases.app}
     * @param task what the role must be able to do, for the message
     * @throws IllegalArgumentException if no role is configured, or characters of its name were lost
     */
    public static String required(String prefix, Optional<String> username, String task) {
        return username.filter(name -> !name.isBlank())
                .map(name -> SettingDecodingCheck.required(prefix + ".username", name))
                .orElseThrow(() -> new IllegalArgumentException(
                        prefix + ".username is not set, and has no default." + " Set a role that " + task
                                + ", not a superuser. docs/roles.md has the SQL that creates it."));
    }
}
