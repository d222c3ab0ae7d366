package simtrix.phone.panel;

/** Something on which the panel can be drawn. For the main thread alone. */
interface Surface {

  /**
   * Shows this, in place of what it showed before.
   *
   * @return whether it could be drawn
   */
  boolean show(PanelModel model);

  void clear();
}
