package io.holdfast.verify.verifying;

import io.holdfast.events.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was looked at in one verification.
 *
 * @param looks one for every copy that should exist
 * @param decodings one for each different content among the good copies: equal checksums are decoded once
 */
public record Examination(List<CopyLook> looks, Map<Sha256, Decoding> decodings) {

    public Examination {
        looks = List.copyOf(looks);
        decodings = Map.copyOf(decodings);
    }

    /** The tables, where any copy decoded. */
    public Optional<Script.Whole> contents() {
        return looks.stream()
                .filter(CopyLook.Good.class::isInstance)
                .map(look -> decodings.get(look.copy().sha256()))
                .filter(Decoding.Decoded.class::isInstance)
                .map(decoding -> ((Decoding.Decoded) decoding).contents())
                .findFirst();
    }
}
