/** Pages that this product serves itself under `/samples/pages/`, one of each kind. */
export const SAMPLE_LINKS = `/samples/pages/start | Welcome to Larkfield
/samples/pages/opening-hours | Monday to Saturday
/samples/pages/prices | Prices for 2026
/samples/pages/old-prices | Prices for 2026
/samples/pages/vanished | Our history
/samples/pages/archive | Every newsletter since 1998
/samples/pages/imprint | Larkfield Water Works`;
