package io.holdfast.postgrestools;

/** Which client programs to use, or why none will do. */
public sealed interface ClientProgramChoice {

    record Chosen(ClientPrograms programs) implements ClientProgramChoice {}

    /**
     * No installed programs are new enough.
     *
     * @param needed lowest major version that would do
     * @param message what was looked for and what was found
     * @param hint what to install
     */
    record NoneNewEnough(int needed, String message, String hint) implements ClientProgramChoice {}
}
