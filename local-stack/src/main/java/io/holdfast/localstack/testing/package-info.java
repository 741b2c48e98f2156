/** Infrastructure for integration tests: one real broker and one real PostgreSQL for each test JVM. */
@NullMarked
package io.holdfast.localstack.testing;

import org.jspecify.annotations.NullMarked;
