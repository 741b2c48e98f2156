package io.holdfast.verify.verifying;

import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.ScriptReadResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was looked at in one verification.
 *
 * @param looks one for every copy that was due, and for every other where one of these is bad
 * @param decodings one for each different content among the good copies: equal checksums are decoded once
 * @param trusted the level that is enough where nobody here has the key
 */
public record VerificationInput(
        List<CopyReadResult> looks, Map<Sha256, ArchiveDecodeResult> decodings, VerificationLevel trusted) {

    public VerificationInput {
        looks = List.copyOf(looks);
        decodings = Map.copyOf(decodings);
    }

    /** The tables, where any copy decoded. */
    public Optional<ScriptReadResult.Whole> contents() {
        return decodings.values().stream()
                .filter(ArchiveDecodeResult.Decoded.class::isInstance)
                .map(archiveDecodeResult -> ((ArchiveDecodeResult.Decoded) archiveDecodeResult).contents())
                .findFirst();
    }
}
