package io.holdfast.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.ChecksumSpecs;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Adds Content-MD5 to a request whose body the SDK generates. The SDK would add a checksum header, because S3 requires one of the two. */
final class ContentMd5Interceptor implements ExecutionInterceptor {

    /**
     * The SDK accepts an attribute name only once. Its classes outlive Holdfast's if a class loader loads Holdfast's again: in dev mode
     * after each change, and in tests with several profiles.
     */
    private static final ExecutionAttribute<Boolean> WANTED = new ExecutionAttribute<>(
            "HoldfastContentMd5@" + Integer.toHexString(System.identityHashCode(ContentMd5Interceptor.class)));

    private static final String HEADER = "Content-MD5";
    private static final ChecksumSpecs NONE =
            ChecksumSpecs.builder().isRequestChecksumRequired(false).build();

    /** Enables it for one request. */
    static void only(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(WANTED, true);
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        if (!isWanted(attributes) || context.requestBody().isEmpty()) {
            return context.httpRequest();
        }
        attributes.putAttribute(SdkExecutionAttribute.RESOLVED_CHECKSUM_SPECS, NONE);
        try (InputStream body =
                context.requestBody().get().contentStreamProvider().newStream()) {
            byte[] bytes = body.readAllBytes();
            return context.httpRequest().toBuilder()
                    .putHeader(HEADER, S3ChecksumCalculator.md5(bytes, bytes.length))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static boolean isWanted(ExecutionAttributes attributes) {
        return Boolean.TRUE.equals(attributes.getAttribute(WANTED));
    }
}
