package io.holdfast.restoreengine.hooks;

/** How a command or a probe ended. */
public sealed interface HookResult {

    record Succeeded() implements HookResult {}

    /**
     * @param how a sentence for a person, without what the command printed
     * @param words what it printed to stderr, at most 64 KiB; for operators only
     */
    record Failed(String how, String words) implements HookResult {}
}
