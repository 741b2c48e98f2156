package io.holdfast.store.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a bucket, from its settings. Every service parses the settings in the same way, so that a key that one service writes is
 * the key that another one reads. Values that could lead to another key or another host are refused.
 *
 * @param endpoint scheme, host, port and path without a trailing slash; Amazon's own if absent
 * @param prefix empty, or ends with {@code /}
 * @param pathStyle whether the bucket is part of the path; also if its name cannot be part of a host name
 */
record BucketEndpointSettings(Optional<URI> endpoint, String region, String bucket, String prefix, boolean pathStyle) {

    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://.*");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
    private static final Pattern AMAZON = Pattern.compile("(.+)\\.(s3[.-].*amazonaws\\.com(\\.cn)?)");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    /** Names that S3 currently allows. Such a name can be part of a host name, and matches a certificate for {@code *.host}. */
    private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** All names that S3 has ever allowed, or an access point. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}|arn:[A-Za-z0-9:/_.-]+");

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._=-]+/)*");

    /** An object's name has at most 1,024 bytes, of which an {@link io.holdfast.store.ObjectKey} needs up to 255. */
    private static final int LONGEST_PREFIX = 769;

    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException with the name of the invalid setting; never with the user info of a URL */
    static BucketEndpointSettings of(String id, DestinationSettings.OfDestination one) {
        String setting = "holdfast.destinations." + id + ".";
        String bucket = bucket(setting + "bucket", one.bucket().orElseThrow().strip());
        return new BucketEndpointSettings(
                one.endpoint().map(text -> endpoint(setting + "endpoint", text.strip(), bucket)),
                region(setting + "region", one.region().orElse("").strip()),
                bucket,
                prefix(setting + "prefix", one.prefix().orElse("").strip()),
                one.pathStyle() || !isHostLabel(bucket));
    }

    private static boolean isHostLabel(String bucket) {
        return HOST_LABEL.matcher(bucket).matches() || bucket.startsWith("arn:");
    }

    private static String bucket(String setting, String bucket) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw wrong(
                    setting,
                    bucket.contains("/")
                            ? "it must be the bucket's name only, without 's3://' and '/'; set a folder in prefix"
                            : "it must be 1 to 255 letters (A to Z), digits, '.', '_' and '-', and begin with a letter"
                                    + " or digit");
        }
        return bucket;
    }

    private static String region(String setting, String region) {
        if (region.isEmpty()) {
            throw wrong(setting, "it is empty; set the bucket's region, or remove the setting for us-east-1");
        }
        if (!REGION.matcher(region).matches()) {
            throw wrong(setting, "it must consist of letters (A to Z), digits, '-' and '.', such as eu-central-1");
        }
        return region;
    }

    private static String prefix(String setting, String prefix) {
        String whole = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if (!PREFIX.matcher(whole).matches()
                || whole.length() > LONGEST_PREFIX
                || Stream.of(whole.split("/")).anyMatch(BucketEndpointSettings::leadsElsewhere)) {
            String meant = Stream.of(prefix.replaceAll("[^A-Za-z0-9._=/-]", "-").split("/"))
                    .filter(part -> !part.isEmpty() && !leadsElsewhere(part))
                    .reduce("", (all, part) -> all + part + "/");
            throw wrong(
                    setting,
                    "it must consist of letters (A to Z), digits, '.', '_', '=' and '-', with single '/' between them and"
                            + " none at the start, and without '.' and '..' as a part, in at most " + LONGEST_PREFIX
                            + " characters"
                            + (meant.isEmpty() || meant.length() > LONGEST_PREFIX
                                    ? "; remove the setting to use the whole bucket"
                                    : "; for example '" + meant + "'"));
        }
        return whole;
    }

    private static boolean leadsElsewhere(String part) {
        return part.equals(".") || part.equals("..");
    }

    private static URI endpoint(String setting, String text, String bucket) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            throw wrong(setting, "it has no scheme; it must begin with https:// (or http://)");
        }
        if (!scheme.group(1).toLowerCase(Locale.ROOT).matches("https?")) {
            throw wrong(setting, "its scheme is neither https nor http");
        }
        URI uri = parsed(setting, text);
        if (String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw wrong(setting, "it contains a user or password; set access-key and secret-key-file instead");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
            throw wrong(
                    setting,
                    "it has no valid host and port; a host has letters, digits, '-' and '.' (no '_'), and a port is"
                            + " between 1 and " + LARGEST_PORT);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(setting, "it has a query or a fragment; write it without '?' and '#'");
        }
        refuseBucketIn(setting, uri.getHost(), withoutSlash(uri.getRawPath()), bucket);
        return URI.create(scheme.group(1).toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority()
                + path(setting, withoutSlash(uri.getRawPath())));
    }

    private static URI parsed(String setting, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The exception's message would quote the value, which can contain a password.
            throw wrong(setting, "it is not a valid URL: malformed at position " + e.getIndex());
        }
    }

    /** If the endpoint contained the bucket as well, requests would refer to an object named like the bucket. */
    private static void refuseBucketIn(String setting, String host, String path, String bucket) {
        if (path.equals("/" + bucket)) {
            throw wrong(setting, "it already contains the bucket; remove '" + path + "' from it");
        }
        Matcher amazon = AMAZON.matcher(host);
        if (amazon.matches() && amazon.group(1).equals(bucket)) {
            throw wrong(setting, "it already contains the bucket; set it to https://" + amazon.group(2));
        }
    }

    private static String path(String setting, String path) {
        if (!PATH.matcher(path).matches()
                || Stream.of(path.split("/")).anyMatch(BucketEndpointSettings::leadsElsewhere)) {
            throw wrong(
                    setting,
                    "its path must consist of letters (A to Z), digits, '.', '_', '~' and '-', with single '/' between them,"
                            + " and without '.' and '..' as a part");
        }
        return path;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static IllegalArgumentException wrong(String setting, String why) {
        return new IllegalArgumentException(setting + ": " + why);
    }
}
