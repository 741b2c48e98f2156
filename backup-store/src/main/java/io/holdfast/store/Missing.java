package io.holdfast.store;

/** The destination can be read, and there is no such artifact. This, and only this, is evidence of absence. */
public record Missing(Key key) implements Look, Opening, Rehashed, Locking, Archiving, Attesting {}
