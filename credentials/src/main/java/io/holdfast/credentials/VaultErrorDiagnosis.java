package io.holdfast.credentials;

import io.quarkus.vault.client.VaultClientException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * The reason why Vault did not return a secret. It contains only Holdfast's own text, because Vault's answer can contain secrets.
 *
 * @param kind class name of the exception, for the log
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
                    "No request was sent to Vault: " + unreadable.getFile() + " cannot be read.",
                    "The Kubernetes authentication requires the service account's token, and its ca.crt unless"
                            + " quarkus.vault.tls.use-kubernetes-ca-cert=false.",
                    kind);
        }
        VaultClientException answer = cause(failure, VaultClientException.class);
        if (answer == null || answer.getStatus() == null) {
            return new VaultErrorDiagnosis(
                    "Vault does not answer.",
                    "Check quarkus.vault.url, whether Vault runs, and the firewalls in between.",
                    kind);
        }
        return switch (answer.getStatus()) {
            case BAD_REQUEST, FORBIDDEN ->
                new VaultErrorDiagnosis(
                        "Vault does not allow this service to read '" + path + "' (" + answer.getStatus() + ").",
                        "Check whether its token has expired, whether its role exists"
                                + " (quarkus.vault.authentication.*), and whether its policy allows reading this path.",
                        kind);
            case NOT_FOUND ->
                new VaultErrorDiagnosis(
                        "Vault has no secret '" + path + "' (404).",
                        "Check vault-path, which must contain neither the mount nor 'data', and"
                                + " quarkus.vault.kv-secret-engine-mount-path.",
                        kind);
            case SEALED ->
                new VaultErrorDiagnosis(
                        "Vault is sealed or in maintenance (503).",
                        "Unseal Vault, or wait for the end of the maintenance.",
                        kind);
            default ->
                new VaultErrorDiagnosis(
                        "Vault answered with status " + answer.getStatus() + ".", "Check Vault's log.", kind);
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
