package io.holdfast.store.s3;

import io.holdfast.store.DestinationUnavailable;
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
 * What a failed request means, in one sentence with a hint. It names the destination only: what the SDK says may contain
 * addresses, bucket names and signatures.
 */
final class S3ErrorTranslator {

    private static final String ENDPOINT = "endpoint";
    private static final String TWICE = "; the endpoint begins with the bucket, which belongs into bucket alone";

    private static final Set<String> FULL =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    private final String id;
    private final boolean endpointNamesBucket;

    /** @param endpointNamesBucket whether the endpoint's host begins with the bucket, which then may be there twice */
    S3ErrorTranslator(String id, boolean endpointNamesBucket) {
        this.id = id;
        this.endpointNamesBucket = endpointNamesBucket;
    }

    DestinationUnavailable destinationUnavailable(SdkException e) {
        return new DestinationUnavailable(sentence(e));
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

    /** The settings by their whole names, the first at least. */
    private String check(String... settings) {
        StringBuilder all = new StringBuilder("check holdfast.destinations." + id + "." + settings[0]);
        for (int i = 1; i < settings.length; i++) {
            all.append(i < settings.length - 1 ? ", ." : " and .").append(settings[i]);
        }
        return all + (endpointNamesBucket && List.of(settings).contains(ENDPOINT) ? TWICE : "");
    }

    private String answered(AwsServiceException e) {
        return switch (code(e)) {
            case "NoSuchBucket" -> "has no such bucket: create it, or " + check("bucket", "region", ENDPOINT);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId", "UnrecognizedClientException" ->
                "does not accept the credentials: " + check("access-key", "secret-key");
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken" ->
                "says that the session token has expired: renew the credentials";
            case "RequestTimeTooSkewed", "RequestExpired" -> "has another time than this host: set both clocks (NTP)";
            case "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException" -> anotherRegion();
            case "AccessDenied", "AllAccessDisabled" -> "does not allow this to these credentials: check their policy";
            case "InvalidObjectState" -> "keeps this in its archive class: ask for it to be restored first";
            default -> byStatus(e);
        };
    }

    private String anotherRegion() {
        return "keeps the bucket in another region: set holdfast.destinations." + id + ".region to the bucket's";
    }

    private String byStatus(AwsServiceException e) {
        int status = e.statusCode();
        String code = code(e);
        String answer = "(status " + status + (code.isEmpty() ? "" : ", " + plain(code)) + ")";
        if (status == 501) {
            return "does not offer what is needed " + answer + ": see \"Other storages\" in docs/object-storage.md";
        }
        if (status >= 500 || status == 429) {
            return "has trouble of its own " + answer + ": try again later, or ask who runs it";
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                namesRegion(e)
                        ? anotherRegion()
                        : "sends us to another address " + answer + ": is it https there? " + check(ENDPOINT);
            case 400 -> "does not understand the request " + answer + ": " + check("region", ENDPOINT, "path-style");
            case 401, 403 -> "does not allow this to these credentials " + answer + ": check them and their policy";
            case 404 -> "does not find it " + answer + ": " + check("bucket", ENDPOINT, "path-style");
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
        if (has(e, InvalidListingException.class) || has(e, XMLStreamException.class)) {
            return "answers, but not as an S3 storage does: is this the address of its console? " + check(ENDPOINT);
        }
        if (has(e, ConfiguredCredentials.NoSecretKey.class)) {
            return "has no secret key: check that the file of secret-key-file can be read, and that its first line is the key";
        }
        if (has(e, UnknownHostException.class)) {
            return "cannot be found: DNS does not know its host; " + check(ENDPOINT, "path-style", "region");
        }
        if (has(e, SSLException.class)) {
            return "cannot be reached safely: TLS failed; is its certificate of that name, and trusted? "
                    + check(ENDPOINT, "path-style");
        }
        if (has(e, SocketTimeoutException.class)
                || has(e, ApiCallAttemptTimeoutException.class)
                || has(e, ApiCallTimeoutException.class)) {
            return "does not answer in time: check the network, and whether the storage is overloaded";
        }
        if (has(e, ConnectException.class)) {
            return "cannot be reached: does the storage run? " + check(ENDPOINT);
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
