package io.holdfast.localstack;

/** Settings with which a stack cannot be started. Nothing was started or stopped. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param message the problem, without the value of a secret
     * @param hint how to solve it
     */
    public InvalidConfigurationException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
