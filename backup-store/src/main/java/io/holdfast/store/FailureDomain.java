package io.holdfast.store;

/**
 * What a loss would take along: the 3-2-1 rule counts different media and places, not files.
 *
 * @param medium a word of the operator's, such as {@code disk} or {@code object-storage}; equal words share a fate
 * @param isOffSite whether it survives the loss of the host
 */
public record FailureDomain(String medium, boolean isOffSite) {}
