package io.holdfast.restoreengine.hooks;

/** The result of a command or probe. */
public sealed interface RestoreHookResult {

    record Succeeded() implements RestoreHookResult {}

    /**
     *
     * @param how the reason for a person, without output of the command
     * @param words standard error output, at most 64 KiB; for operators only
     */
    record Failed(String how, String words) implements RestoreHookResult {}
}
