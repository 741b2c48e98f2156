/** The ground that integration tests stand on: one real broker and one real PostgreSQL for each test JVM. */
@NullMarked
package io.holdfast.localstack.testing;

import org.jspecify.annotations.NullMarked;
