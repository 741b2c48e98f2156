package io.holdfast.store.age;

/** The answer to a wish for private keys. */
public sealed interface IdentityResult permits AgeIdentities, IdentityResult.NoIdentities {

    /** @param reason a sentence for a person, without a path and without a word of the file */
    record NoIdentities(String reason) implements IdentityResult {}
}
