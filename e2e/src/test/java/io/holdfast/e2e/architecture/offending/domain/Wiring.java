package io.holdfast.localstack.testing.offending.domain;

import jakarta.inject.Singleton;

/** A domain that knows its framework. */
@Singleton
final class Wiring {}
