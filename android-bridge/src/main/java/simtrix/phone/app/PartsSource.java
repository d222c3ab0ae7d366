package simtrix.phone.app;

/** An application that has put the parts together. Every activity asks its own for them. */
public interface PartsSource {

  Parts parts();
}
