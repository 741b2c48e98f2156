package io.holdfast.postgrestools;

/** The client programs to use, or the reason why none is suitable. */
public sealed interface ClientProgramChoice {

    record Chosen(ClientPrograms programs) implements ClientProgramChoice {}

    /**
     * No installed programs are new enough.
     *
     * @param needed lowest suitable major version
     * @param message the required and the installed versions
     * @param hint what to install
     */
    record NoneNewEnough(int needed, String message, String hint) implements ClientProgramChoice {}
}
