package io.holdfast.events.log;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Provides the catalog's password to the connection pool, before each new connection. A rotated password takes effect without a restart,
 * which would abort dumps that have run for hours. Open connections stay open, because PostgreSQL checks the password only once.
 */
@Named("catalogue-password")
@ApplicationScoped
class CataloguePasswordProvider implements CredentialsProvider {

    private final CatalogueSettings settings;
    private final Optional<String> plain;

    CataloguePasswordProvider(
            CatalogueSettings settings, @ConfigProperty(name = "quarkus.datasource.password") Optional<String> plain) {
        this.settings = settings;
        this.plain = plain;
    }

    /** @throws CatalogueDatabasePasswordException if a file is configured and cannot be read */
    @Override
    public Map<String, String> getCredentials(String pool) {
        return settings.passwordFile()
                .map(CataloguePasswordProvider::firstLine)
                .or(() -> plain)
                .map(password -> Map.of(PASSWORD_PROPERTY_NAME, password))
                .orElseGet(Map::of);
    }

    private static String firstLine(Path file) {
        try {
            return SecretFileReader.firstLine(file);
        } catch (UnusableSecretFileException e) {
            throw new CatalogueDatabasePasswordException(e);
        }
    }
}
