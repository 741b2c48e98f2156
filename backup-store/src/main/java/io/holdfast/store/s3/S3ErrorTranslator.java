package io.holdfast.store.s3;

import io.holdfast.store.DestinationUnavailableResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates a failed request into one sentence with a hint. The sentence names the destination only: the SDK's message can contain
 * addresses, bucket names and signatures.
 */
final class S3ErrorTranslator {

    private static final String ENDPOINT = "endpoint";
    private static final String TWICE = "; the endpoint begins with the bucket, which must only be set in bucket";

    private static final Set<String> FULL =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    private final String id;
    private final boolean endpointNamesBucket;

    /** @param endpointNamesBucket whether the endpoint's host begins with the bucket, which could then be there twice */
    S3ErrorTranslator(String id, boolean endpointNamesBucket) {
        this.id = id;
        this.endpointNamesBucket = endpointNamesBucket;
    }

    DestinationUnavailableResult destinationUnavailable(SdkException e) {
        return new DestinationUnavailableResult(sentence(e));
    }

    static boolean isFull(SdkException e) {
        return FULL.contains(code(e)) || status(e) == 507;
    }

    static boolean isNotFound(SdkException e) {
        return status(e) == 404 && !code(e).equals("NoSuchBucket");
    }

    /** Another process has aborted the upload, or is aborting it, so that some parts are already gone. */
    static boolean isUploadGone(SdkException e) {
        return isNotFound(e) || (status(e) == 400 && code(e).equals("InvalidPart"));
    }

    /** Another writer was first, or is writing at the moment. */
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

    /** The full names of the settings, at least of the first. */
    private String check(String... settings) {
        StringBuilder all = new StringBuilder("check holdfast.destinations." + id + "." + settings[0]);
        for (int i = 1; i < settings.length; i++) {
            all.append(i < settings.length - 1 ? ", ." : " and .").append(settings[i]);
        }
        return all + (endpointNamesBucket && List.of(settings).contains(ENDPOINT) ? TWICE : "");
    }

    private String answered(AwsServiceException e) {
        return switch (code(e)) {
            case "NoSuchBucket" -> "does not have this bucket: create it, or " + check("bucket", "region", ENDPOINT);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId", "UnrecognizedClientException" ->
                "does not accept the credentials: " + check("access-key", "secret-key");
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken" ->
                "reports that the session token has expired: renew the credentials";
            case "RequestTimeTooSkewed", "RequestExpired" ->
                "has another time than this host: synchronize both clocks (NTP)";
            case "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException" -> anotherRegion();
            case "AccessDenied", "AllAccessDisabled" ->
                "does not authorize the request: check the policy of these credentials";
            case "InvalidObjectState" -> "has the object in its archive class: restore it there first";
            default -> byStatus(e);
        };
    }

    private String anotherRegion() {
        return "has the bucket in another region: set holdfast.destinations." + id + ".region to the bucket's region";
    }

    private String byStatus(AwsServiceException e) {
        int status = e.statusCode();
        String code = code(e);
        String answer = "(status " + status + (code.isEmpty() ? "" : ", " + plain(code)) + ")";
        if (status == 501) {
            return "lacks a required feature " + answer + ": see \"Other storages\" in docs/object-storage.md";
        }
        if (status >= 500 || status == 429) {
            return "is failing or overloaded " + answer + ": try again later, or contact its operator";
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                namesRegion(e)
                        ? anotherRegion()
                        : "redirects to another address " + answer + ": check whether it requires https, and "
                                + check(ENDPOINT);
            case 400 -> "does not understand the request " + answer + ": " + check("region", ENDPOINT, "path-style");
            case 401, 403 -> "does not authorize the request " + answer + ": check the credentials and their policy";
            case 404 -> "does not find the bucket or object " + answer + ": " + check("bucket", ENDPOINT, "path-style");
            default -> "refuses the request " + answer + ": " + check("region", ENDPOINT, "path-style");
        };
    }

    private static boolean namesRegion(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(answer -> answer.firstMatchingHeader("x-amz-bucket-region"))
                .isPresent();
    }

    private String unanswered(SdkException e) {
        if (has(e, InvalidArchiveListingException.class) || has(e, XMLStreamException.class)) {
            return "answers, but not like an S3 storage: the endpoint may be the address of its console; "
                    + check(ENDPOINT);
        }
        if (has(e, S3CredentialsProvider.NoSecretKey.class)) {
            return "has no secret key: check that secret-key-file can be read, and that its first line is the key";
        }
        if (has(e, UnknownHostException.class)) {
            return "cannot be found: DNS cannot resolve its host; " + check(ENDPOINT, "path-style", "region");
        }
        if (has(e, SSLException.class)) {
            return "cannot be reached: TLS handshake failed; check that its certificate is trusted and matches the host"
                    + " name, and "
                    + check(ENDPOINT, "path-style");
        }
        if (has(e, SocketTimeoutException.class)
                || has(e, ApiCallAttemptTimeoutException.class)
                || has(e, ApiCallTimeoutException.class)) {
            return "does not answer in time: check the network and the load of the storage";
        }
        if (has(e, ConnectException.class)) {
            return "cannot be reached: check that the storage is running, and " + check(ENDPOINT);
        }
        if (has(e, IOException.class)) {
            return "closed the connection: check the network, and try again";
        }
        return String.valueOf(e.getMessage()).contains("credentials")
                ? "has no credentials: set access-key and secret-key, or configure one of the SDK's default sources"
                : "cannot be used (" + e.getClass().getSimpleName() + "): check the network and the endpoint";
    }

    private static boolean has(@Nullable Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }

    /** The code comes from the storage, so it is sanitized. */
    private static String plain(String code) {
        String letters = code.replaceAll("[^A-Za-z0-9.]", "");
        return letters.substring(0, Math.min(60, letters.length()));
    }
}
