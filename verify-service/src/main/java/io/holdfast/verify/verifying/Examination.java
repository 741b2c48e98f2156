package io.holdfast.verify.verifying;

import io.holdfast.events.Level;
import io.holdfast.events.Sha256;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.restoring.contents.Script;
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
public record Examination(List<CopyLook> looks, Map<Sha256, Decoding> decodings, Level trusted) {

    public Examination {
        looks = List.copyOf(looks);
        decodings = Map.copyOf(decodings);
    }

    /** The tables, where any copy decoded. */
    public Optional<Script.Whole> contents() {
        return decodings.values().stream()
                .filter(Decoding.Decoded.class::isInstance)
                .map(decoding -> ((Decoding.Decoded) decoding).contents())
                .findFirst();
    }
}
