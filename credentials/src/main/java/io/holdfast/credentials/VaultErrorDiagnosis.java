package io.holdfast.credentials;

import io.quarkus.vault.client.VaultClientException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Why Vault did not give a secret. Made of our own sentences: an answer may hold what nobody should read.
 *
 * @param kind the class of what was thrown, for the log
 */
record VaultErrorDiagnosis(String problem, String hint, String kind) {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SEALED = 503;

    static VaultErrorDiagnosis of(String path, RuntimeException failure) {
        String kind = failure.getClass().getSimpleName();
        FileSystemException unreadable = cause(failure, FileSystemException.class);
        if (unreadable != null) {
            return new VaultErrorDiagnosis(
                    "Vault was not asked: " + unreadable.getFile() + " cannot be read.",
                    "Signing in as a pod wants the account's token, and its ca.crt unless"
                            + " quarkus.vault.tls.use-kubernetes-ca-cert=false.",
                    kind);
        }
        VaultClientException answer = cause(failure, VaultClientException.class);
        if (answer == null || answer.getStatus() == null) {
            return new VaultErrorDiagnosis(
                    "Vault does not answer.", "Check quarkus.vault.url, that Vault runs, and firewalls between.", kind);
        }
        return switch (answer.getStatus()) {
            case BAD_REQUEST, FORBIDDEN ->
                new VaultErrorDiagnosis(
                        "Vault does not let this service read '" + path + "' (" + answer.getStatus() + ").",
                        "Its token has expired or its role is unknown (quarkus.vault.authentication.*), or its policy does"
                                + " not permit to read that path.",
                        kind);
            case NOT_FOUND ->
                new VaultErrorDiagnosis(
                        "Vault has no secret '" + path + "' (404).",
                        "Check vault-path, which names neither the mount nor 'data', and"
                                + " quarkus.vault.kv-secret-engine-mount-path.",
                        kind);
            case SEALED -> new VaultErrorDiagnosis("Vault is sealed or in maintenance (503).", "Unseal it.", kind);
            default ->
                new VaultErrorDiagnosis(
                        "Vault answered with status " + answer.getStatus() + ".", "See Vault's log.", kind);
        };
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
