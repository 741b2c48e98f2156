/** Topics, users, rights and quotas of a broker that Strimzi does not look after, as files declare them. */
@NullMarked
package io.holdfast.cli.declare;

import org.jspecify.annotations.NullMarked;
