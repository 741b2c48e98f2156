package io.holdfast.e2e.architecture.offending.domain;

import jakarta.inject.Singleton;

/** A domain class that depends on the framework. */
@Singleton
final class Wiring {}
