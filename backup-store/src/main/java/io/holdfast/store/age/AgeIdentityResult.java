package io.holdfast.store.age;

/** The result of reading private keys. */
public sealed interface AgeIdentityResult permits AgeIdentities, AgeIdentityResult.NoIdentities {

    /** @param reason a sentence for operators, without the path and without any content of the file */
    record NoIdentities(String reason) implements AgeIdentityResult {}
}
