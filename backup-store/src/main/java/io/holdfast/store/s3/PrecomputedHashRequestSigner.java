package io.holdfast.store.s3;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.PayloadChecksumStore;
import software.amazon.awssdk.http.auth.spi.signer.SdkInternalHttpSignerProperty;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * The SDK's signer, without hashing a body whose SHA-256 is already in the request. Over plain HTTP, the signature covers the checksum of
 * the body ({@code x-amz-content-sha256}); over TLS it does not. The storage compares the bytes with it, as with the checksum header
 * itself, so it refuses a wrong checksum.
 */
final class PrecomputedHashRequestSigner implements AwsV4HttpSigner {

    private static final String SHA256 = "x-amz-checksum-sha256";
    private static final ContentStreamProvider NOTHING = ContentStreamProvider.fromByteArray(new byte[0]);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** Replaces the SDK's own scheme in a client. */
    static AwsV4AuthScheme scheme() {
        return new Scheme(AwsV4AuthScheme.create(), new PrecomputedHashRequestSigner());
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        Optional<String> known = request.request().firstMatchingHeader(SHA256);
        boolean isEncrypted = "https".equals(request.request().protocol());
        return !isEncrypted && known.isPresent() && request.payload().isPresent()
                ? signed(request, request.payload().get(), Base64.getDecoder().decode(known.get()))
                : signer.sign(request);
    }

    /**
     * The signer computes the checksum of an empty body, but prefers a checksum in the store, so both headers get that one. (If the
     * checksum header exists already, the signer hashes the body for the other header, and does not read the store.)
     */
    private <T extends AwsCredentialsIdentity> SignedRequest signed(
            SignRequest<T> request, ContentStreamProvider body, byte[] sha256) {
        PayloadChecksumStore store = PayloadChecksumStore.create();
        store.putChecksumValue(DefaultChecksumAlgorithm.SHA256, sha256);
        SignRequest<T> withoutBody = request.toBuilder()
                .request(request.request().toBuilder().removeHeader(SHA256).build())
                .payload(NOTHING)
                .putProperty(CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.SHA256)
                .putProperty(SdkInternalHttpSignerProperty.CHECKSUM_STORE, store)
                .build();
        return signer.sign(withoutBody).toBuilder().payload(body).build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return signer.signAsync(request);
    }

    private record Scheme(AwsV4AuthScheme sdks, AwsV4HttpSigner signer) implements AwsV4AuthScheme {

        @Override
        public String schemeId() {
            return sdks.schemeId();
        }

        @Override
        public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
            return sdks.identityProvider(providers);
        }
    }
}
