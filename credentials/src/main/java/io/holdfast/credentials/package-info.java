/** Passwords of databases from HashiCorp Vault, through Quarkus' own extension. */
@NullMarked
package io.holdfast.credentials;

import org.jspecify.annotations.NullMarked;
