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

/**
 * Content-MD5 for a request whose bytes the SDK makes, and to which it adds a checksum header of its own because S3 demands one
 * of both.
 */
final class ContentMd5Interceptor implements ExecutionInterceptor {

    /**
     * The SDK accepts a name once. Its classes outlive ours where a class loader loads ours again: in dev mode after each change, and in
     * tests with several profiles.
     */
    private static final ExecutionAttribute<Boolean> WANTED = new ExecutionAttribute<>(
            "HoldfastContentMd5@" + Integer.toHexString(System.identityHashCode(ContentMd5Interceptor.class)));

    private static final String HEADER = "Content-MD5";
    private static final ChecksumSpecs NONE =
            ChecksumSpecs.builder().isRequestChecksumRequired(false).build();

    /** Of one request. */
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
                    .putHeader(HEADER, S3Checksums.md5(bytes, bytes.length))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are in memory", e);
        }
    }

    private static boolean isWanted(ExecutionAttributes attributes) {
        return Boolean.TRUE.equals(attributes.getAttribute(WANTED));
    }
}
