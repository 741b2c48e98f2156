package io.holdfast.events.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Maps the runbook's variables, with the runbook's defaults, to Holdfast's settings (runbook, "Backup procedure"). {@code DATABASE_HOST},
 * {@code _PORT}, {@code _USERNAME}, {@code _PASSWORD} and {@code _NAME} define a single database if no {@code holdfast.databases.*} is
 * configured. {@code DATABASE_PASSWORD_FILE} is for containers, whose secrets are files. {@code BACKUP_DIR} and
 * {@code BACKUP_RETENTION_DAYS} are {@code holdfast.backup-dir} and {@code holdfast.retention-days}. The catalog itself is added to the
 * databases.
 */
public final class RunbookConfigSourceFactory implements ConfigSourceFactory {

    private static final String DATABASES = "holdfast.databases.";
    private static final String BUILD_STEP = "io.quarkus.deployment.annotations.BuildStep";
    private static final int BELOW_FILES_ABOVE_DEFAULTS = 120;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return isBuild() ? List.of() : List.of(variables(context));
    }

    /**
     * While a service is built, Quarkus records the settings of that time as the service's own: the runbook's database would stay scheduled
     * forever, beside the configured ones. Only a build has Quarkus' build steps on its class path.
     */
    private static boolean isBuild() {
        try {
            Class.forName(BUILD_STEP, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static ConfigSource variables(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        settings.put("holdfast.backup-dir", value(context, "BACKUP_DIR", "/var/backups/powernode"));
        settings.put("holdfast.retention-days", value(context, "BACKUP_RETENTION_DAYS", "30"));
        if (!namesDatabases(context.iterateNames())) {
            String name = value(context, "DATABASE_NAME", "powernode_production");
            String prefix = DATABASES + name + ".";
            settings.put(prefix + "name", name);
            settings.put(prefix + "host", value(context, "DATABASE_HOST", "localhost"));
            settings.put(prefix + "port", value(context, "DATABASE_PORT", "5432"));
            settings.put(prefix + "username", value(context, "DATABASE_USERNAME", "postgres"));
            String password = value(context, "DATABASE_PASSWORD", "");
            if (!password.isEmpty()) {
                settings.put(prefix + "password", password);
            }
            optional(context, "DATABASE_PASSWORD_FILE").ifPresent(file -> settings.put(prefix + "password-file", file));
        }
        settings.putAll(CatalogueBackupSettings.settings(name -> optional(context, name)));
        return new PropertiesConfigSource(settings, "the runbook's variables", BELOW_FILES_ABOVE_DEFAULTS);
    }

    /** Above the defaults of {@code META-INF/microprofile-config.properties}, below every file and variable. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(BELOW_FILES_ABOVE_DEFAULTS);
    }

    private static boolean namesDatabases(Iterator<String> names) {
        while (names.hasNext()) {
            String name = names.next();
            if (name.startsWith(DATABASES) && !name.startsWith(CatalogueBackupSettings.PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static String value(ConfigSourceContext context, String name, String otherwise) {
        return optional(context, name).orElse(otherwise);
    }

    private static Optional<String> optional(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null
                ? Optional.empty()
                : Optional.ofNullable(value.getValue()).filter(text -> !text.isEmpty());
    }
}
