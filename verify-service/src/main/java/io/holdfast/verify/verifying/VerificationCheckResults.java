package io.holdfast.verify.verifying;

import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of all checks in one verification.
 *
 * @param looks one result for every due copy, and for every other copy if a due one is bad
 * @param decodings one result for each different content of the good copies
 * @param trusted level that is sufficient if this service has no key
 */
public record VerificationCheckResults(
        List<CopyReadResult> looks, Map<Sha256, ArchiveDecodeResult> decodings, VerificationLevel trusted) {

    public VerificationCheckResults {
        looks = List.copyOf(looks);
        decodings = Map.copyOf(decodings);
    }

    /** The tables, if any copy was decoded. */
    public Optional<RestoreScriptReadResult.Whole> contents() {
        return decodings.values().stream()
                .filter(ArchiveDecodeResult.Decoded.class::isInstance)
                .map(archiveDecodeResult -> ((ArchiveDecodeResult.Decoded) archiveDecodeResult).contents())
                .findFirst();
    }
}
