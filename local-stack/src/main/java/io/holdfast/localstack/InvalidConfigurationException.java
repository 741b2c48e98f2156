package io.holdfast.localstack;

/** Settings with which a stack cannot be started; nothing was started or stopped. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param message what is wrong, without the value of a secret
     * @param hint what to do about it
     */
    public InvalidConfigurationException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
