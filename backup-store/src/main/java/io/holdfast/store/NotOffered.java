package io.holdfast.store;

/** This destination has no such thing. */
public record NotOffered() implements Locking, Archiving, Attesting {}
