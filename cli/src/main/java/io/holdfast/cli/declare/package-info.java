/** Applies topics, users, access rights and quotas from files to a broker that Strimzi does not manage. */
@NullMarked
package io.holdfast.cli.declare;

import org.jspecify.annotations.NullMarked;
