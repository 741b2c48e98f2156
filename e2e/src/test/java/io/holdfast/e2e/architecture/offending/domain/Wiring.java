package io.holdfast.e2e.architecture.offending.domain;

import jakarta.inject.Singleton;

/** A domain that knows its framework. */
@Singleton
final class Wiring {}
