package io.holdfast.events;

import java.net.URI;

/** The request that an event answers: the CloudEvents {@code source} and {@code id} with which it was published. */
public record RequestRef(URI source, String id) {}
