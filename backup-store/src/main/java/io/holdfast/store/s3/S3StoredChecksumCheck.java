package io.holdfast.store.s3;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.UnsupportedOperationResult;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Compares a storage's checksum with the checksum known from the write: the SHA-256 or, for objects written in parts, the checksum of the
 * parts' checksums, which is in the manifest's metadata.
 */
final class S3StoredChecksumCheck {

    /** Name of this metadata. */
    static final String COMPOSITE = "holdfast-composite-sha256";

    /** Name of the metadata that links it to a copy: the SHA-256 of the whole. */
    static final String WHOLE = "holdfast-sha256";

    private final S3BucketClient bucket;

    S3StoredChecksumCheck(S3BucketClient bucket) {
        this.bucket = bucket;
    }

    /** Throws the SDK's exceptions. */
    StorageChecksumCheckResult of(ObjectKey key, BackupCopyRecord copy) {
        HeadObjectResponse there;
        try {
            there = bucket.head(key.value(), Optional.ofNullable(copy.versionId()));
        } catch (SdkException e) {
            if (S3ErrorTranslator.isNotFound(e)) {
                return S3ArtifactWithCompanions.of(bucket, key).hasArtifact()
                        ? new StorageChecksumCheckResult.Contradicted(key, "this version no longer exists")
                        : new ArtifactMissingResult(key);
            }
            throw e;
        }
        if (there.contentLength() != copy.bytes()) {
            return new StorageChecksumCheckResult.Contradicted(
                    key, "it has " + there.contentLength() + " bytes, not " + copy.bytes());
        }
        return compared(key, there.checksumSHA256(), copy);
    }

    private StorageChecksumCheckResult compared(ObjectKey key, @Nullable String kept, BackupCopyRecord copy) {
        if (kept == null) {
            return new UnsupportedOperationResult();
        }
        return kept.contains("-")
                ? comparedInParts(key, kept, copy)
                : answer(key, kept.equals(inBase64(copy.sha256())));
    }

    private StorageChecksumCheckResult comparedInParts(ObjectKey key, String kept, BackupCopyRecord copy) {
        Map<String, String> known = bucket.head(
                        key.companion(CompanionFile.Role.MANIFEST).value(), Optional.empty())
                .metadata();
        if (!known.containsKey(COMPOSITE) || !known.containsKey(WHOLE)) {
            return new UnsupportedOperationResult();
        }
        return answer(
                key, kept.equals(known.get(COMPOSITE)) && copy.sha256().hex().equals(known.get(WHOLE)));
    }

    private static StorageChecksumCheckResult answer(ObjectKey key, boolean isSame) {
        return isSame
                ? new StorageChecksumCheckResult.Attested(key)
                : new StorageChecksumCheckResult.Contradicted(key, "the storage's checksum differs");
    }

    private static String inBase64(Sha256 sum) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sum.hex()));
    }
}
