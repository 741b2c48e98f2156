package io.holdfast.store.s3;

import io.holdfast.store.Unavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed request means, in one sentence with a hint. It names the destination only: what the SDK says may contain
 * addresses, bucket names and signatures.
 */
final class Refusal {

    private static final Set<String> FULL =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    private final String id;

    Refusal(String id) {
        this.id = id;
    }

    Unavailable unavailable(SdkException e) {
        return new Unavailable(sentence(e));
    }

    static boolean isFull(SdkException e) {
        return FULL.contains(code(e)) || status(e) == 507;
    }

    static boolean isNotFound(SdkException e) {
        return status(e) == 404 && !code(e).equals("NoSuchBucket");
    }

    /** The upload was removed by another process, or while it is being removed, some of its parts were. */
    static boolean isUploadGone(SdkException e) {
        return isNotFound(e) || (status(e) == 400 && code(e).equals("InvalidPart"));
    }

    /** Somebody else was first, or is at it just now. */
    static boolean isTaken(SdkException e) {
        return status(e) == 412 || (status(e) == 409 && code(e).equals("ConditionalRequestConflict"));
    }

    static boolean isForbidden(SdkException e) {
        return status(e) == 403;
    }

    static boolean isNotOffered(SdkException e) {
        return status(e) == 501 || status(e) == 405;
    }

    static int status(SdkException e) {
        return e instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    static String code(SdkException e) {
        return e instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .orElse("")
                : "";
    }

    String sentence(SdkException e) {
        return "'" + id + "' " + (e instanceof AwsServiceException service ? answered(service) : unanswered(e));
    }

    private static String answered(AwsServiceException e) {
        return switch (code(e)) {
            case "NoSuchBucket" ->
                "has no such bucket: check the bucket's name, the region and the endpoint, or create the bucket";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId", "UnrecognizedClientException" ->
                "does not accept the credentials: check access key and secret key";
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken" ->
                "says that the session token has expired: renew the credentials";
            case "RequestTimeTooSkewed", "RequestExpired" -> "has another time than this host: set both clocks (NTP)";
            case "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException" ->
                "keeps the bucket in another region: set the region of the bucket";
            case "AccessDenied", "AllAccessDisabled" -> "does not allow this to these credentials: check their policy";
            case "InvalidObjectState" -> "keeps this in its archive class: ask for it to be restored first";
            default -> byStatus(e.statusCode(), code(e));
        };
    }

    private static String byStatus(int status, String code) {
        String answer = "(status " + status + (code.isEmpty() ? "" : ", " + plain(code)) + ")";
        if (status >= 500 || status == 429) {
            return "has trouble of its own " + answer + ": try again later, or ask who runs it";
        }
        return switch (status) {
            case 301, 307 -> "keeps the bucket in another region: set the region of the bucket";
            case 400 -> "does not understand the request " + answer + ": check region, endpoint and path style";
            case 401, 403 -> "does not allow this to these credentials " + answer + ": check them and their policy";
            case 404 -> "does not find it " + answer + ": check the bucket's name, the endpoint and the path style";
            default -> "refuses the request " + answer + ": check region, endpoint and path style";
        };
    }

    private static String unanswered(SdkException e) {
        if (has(e, WrittenCredentials.NoSecretKey.class)) {
            return "has no secret key: check that the file of secret-key-file can be read, and that its first line is the key";
        }
        if (has(e, UnknownHostException.class)) {
            return "cannot be found: its endpoint's name is unknown; check the endpoint, the region and DNS";
        }
        if (has(e, SSLException.class)) {
            return "cannot be reached safely: TLS failed; check that the endpoint is https and its certificate trusted";
        }
        if (has(e, SocketTimeoutException.class)
                || has(e, ApiCallAttemptTimeoutException.class)
                || has(e, ApiCallTimeoutException.class)) {
            return "does not answer in time: check the network, and whether the storage is overloaded";
        }
        if (has(e, ConnectException.class)) {
            return "cannot be reached: check that the storage runs, and the endpoint's host and port";
        }
        if (has(e, IOException.class)) {
            return "broke off the connection: check the network, and try again";
        }
        return String.valueOf(e.getMessage()).contains("credentials")
                ? "has no credentials: set access-key and secret-key, or what the SDK finds by itself"
                : "cannot be used (" + e.getClass().getSimpleName() + "): check the network and the endpoint";
    }

    private static boolean has(@Nullable Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }

    /** A code comes from outside. */
    private static String plain(String code) {
        String letters = code.replaceAll("[^A-Za-z0-9.]", "");
        return letters.substring(0, Math.min(60, letters.length()));
    }
}
