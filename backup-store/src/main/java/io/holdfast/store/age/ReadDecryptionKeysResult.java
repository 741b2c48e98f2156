package io.holdfast.store.age;

/** The result of reading private keys. */
public sealed interface ReadDecryptionKeysResult permits AgeDecryptionKeys, ReadDecryptionKeysResult.NoIdentities {

    /** @param reason a sentence for operators, without the path and without any content of the file */
    record NoIdentities(String reason) implements ReadDecryptionKeysResult {}
}
